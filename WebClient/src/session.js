import { createSession, deleteSession, getSession } from './api.js';

/** Another window of this browser has signed in, under the cookie that they share. */
export class SessionChangedError extends Error {
  todo = 'Windows of one browser profile share the sign-in. To be two people, use a private window or a second profile.';

  /** @param {string} name Who is signed in now. */
  constructor(name) {
    super(`This browser is signed in as ${name} now.`);
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

  /** Finds out who is signed in already. */
  async restore() {
    this.#set((await getSession())?.name ?? null);
  }

  /** @param {string} name */
  async signIn(name) {
    this.#set((await createSession(name)).name);
  }

  async signOut() {
    await deleteSession();
    this.#set(null);
  }

  #set(name) {
    this.name = name;
    this.#onChange(name);
  }
}
