// The same contract on a real browser's IndexedDB.
import './observation.contract.ts';
