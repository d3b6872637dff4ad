import './app/warm.ts';
import './app/start.ts';
