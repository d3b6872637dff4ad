import './app/start.ts';
