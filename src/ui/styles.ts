/** The global styles, imported once by the app before any component: colours and sizes, reset, shared controls. */
import './tokens.css';
import './base.css';
import './controls.css';
