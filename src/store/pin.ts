/** A PIN as this device keeps it: never the digits themselves. */
export interface StoredPin {
  salt: Uint8Array;
  hash: Uint8Array;
  rounds: number;
}

/** Four to eight digits. */
export const PIN_FORM = /^\d{4,8}$/;

const ROUNDS = 150_000;

/** Makes what is kept of a PIN. It hides records from the next person at the tablet; it does not encrypt them. */
export async function makePin(pin: string): Promise<StoredPin> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return { salt, hash: await derive(pin, salt, ROUNDS), rounds: ROUNDS };
}

/** Whether the digits are those of the PIN. */
export async function isPinRight(stored: StoredPin, pin: string): Promise<boolean> {
  const hash = await derive(pin, stored.salt, stored.rounds);
  return hash.length === stored.hash.length && hash.every((byte, i) => byte === stored.hash[i]);
}

async function derive(pin: string, salt: Uint8Array, iterations: number): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt: new Uint8Array(salt), iterations },
    key,
    256,
  );
  return new Uint8Array(bits);
}
