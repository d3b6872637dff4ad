// The same contract on a real browser's IndexedDB.
import './store.contract.ts';
