import { createSession, deleteSession, getSession, hasSession, useSession } from './api.js';
import { toDisplayName } from './names.js';

/** Another user has signed in with this window’s cookie. */
export class SessionChangedError extends Error {
  todo = 'Continue as this user, or sign out and sign in again.';

  /** @param {string} name The user who is signed in now. */
  constructor(name) {
    super(`This window is now signed in as ${toDisplayName(name)}.`);
  }
}

/** The signed-in user. The session itself is a cookie that this page cannot read. */
export class Session {
  /** @type {string | null} */
  name = null;
  #onChange;

  /** @param {(name: string | null) => void} onChange */
  constructor(onChange) {
    this.#onChange = onChange;
  }

  /**
   * Restores the session of this window, if there is one.
   * @param {boolean} demoSignIn With the demo sign-in, each window has its own session, so a new window has none.
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
