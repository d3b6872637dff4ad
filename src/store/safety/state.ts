/** How the safety copy of this device's school stands. `off`: this browser cannot keep one. `full`: no room for it. */
export interface SafetyState {
  state: 'filling' | 'ready' | 'full' | 'failed' | 'off';
  bytes: number;
  /** When it was last written; 0 = never. */
  at: number;
}

export const SAFETY_OFF: SafetyState = { state: 'off', bytes: 0, at: 0 };

/** The channel on which the tab that keeps the copy answers the others. */
const CHANNEL = 'guanke-safety';
/** Milliseconds to wait for the tab that keeps the copy. */
const PATIENCE = 1500;

/** Answers every tab that asks how the copy stands; returns what stops it, and what tells all of a change. */
export function answerSafetyState(state: () => SafetyState): { tell: () => void; stop: () => void } {
  const channel = new BroadcastChannel(CHANNEL);
  const tell = () => channel.postMessage(state());
  channel.onmessage = (event: MessageEvent<unknown>) => {
    if (event.data === 'how') tell();
  };
  return { tell, stop: () => channel.close() };
}

/** Follows how the safety copy stands, whichever tab keeps it; returns what stops it. Nobody answers: it is off. */
export function followSafetyState(follower: (state: SafetyState) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  const silence = setTimeout(() => follower(SAFETY_OFF), PATIENCE);
  channel.onmessage = (event: MessageEvent<unknown>) => {
    if (event.data === 'how') return;
    clearTimeout(silence);
    follower(event.data as SafetyState);
  };
  channel.postMessage('how');
  return () => {
    clearTimeout(silence);
    channel.close();
  };
}
