import 'fake-indexeddb/auto';
import './observation.contract.ts';
