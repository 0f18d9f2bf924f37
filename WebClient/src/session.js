import { createSession, deleteSession, getSession, hasSession, useSession } from './api.js';
import { toDisplayName } from './names.js';

/** Somebody else has signed in under the cookie of this window. */
export class SessionChangedError extends Error {
  todo = 'Go on as that person, or sign out and in again.';

  /** @param {string} name Who is signed in now. */
  constructor(name) {
    super(`This window is signed in as ${toDisplayName(name)} now.`);
  }
}

/** Who is signed in. The session itself is a cookie that this page cannot read. */
export class Session {
  /** @type {string | null} */
  name = null;
  #onChange;

  /** @param {(name: string | null) => void} onChange */
  constructor(onChange) {
    this.#onChange = onChange;
  }

  /**
   * Finds out who is signed in already.
   * @param {boolean} demoSignIn With it every window signs in for itself, so a new one need not ask.
   */
  async restore(demoSignIn) {
    const answer = demoSignIn && !hasSession() ? null : await getSession();
    this.#set(answer?.name ?? null);
  }

  /** @param {string} name */
  async signIn(name) {
    useSession(name);
    this.#set((await createSession(name)).name);
  }

  async signOut() {
    await deleteSession();
    useSession(null);
    this.#set(null);
  }

  /** @param {string | null} name */
  #set(name) {
    this.name = name;
    this.#onChange(name);
  }
}
