import 'fake-indexeddb/auto';
import './store.contract.ts';
