import { messageOf } from '../../src-shared/contract/errors.js';

export interface NoticeAction {
  readonly label: string;
  readonly run: () => void;
}

export interface Notice {
  readonly id: number;
  readonly kind: 'good' | 'info' | 'warning' | 'error';
  readonly text: string;
  readonly action: NoticeAction | null;
  /** When it came, on the clock of `performance.now()`: milliseconds. */
  readonly since: number;
}

/** Messages that are seen at once: more would cover the screen. */
const most = 4;

/** Short messages over the screen, the latest last. */
export class Notices {
  #list = $state.raw<readonly Notice[]>([]);
  #nextId = 1;

  get list(): readonly Notice[] {
    return this.#list;
  }

  /** Returns its id. */
  good(text: string, action: NoticeAction | null = null): number {
    return this.#add({ kind: 'good', text, action });
  }

  info(text: string, action: NoticeAction | null = null): void {
    this.#add({ kind: 'info', text, action });
  }

  warn(text: string, action: NoticeAction | null = null): void {
    this.#add({ kind: 'warning', text, action });
  }

  /** For what failed without a place of its own on the screen. */
  error(error: unknown, action: NoticeAction | null = null): void {
    this.#add({ kind: 'error', text: messageOf(error), action });
  }

  /** Runs work begun by a person; what it throws becomes a notice. */
  async guard(work: () => unknown): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.error(error);
    }
  }

  dismiss(id: number): void {
    this.#list = this.#list.filter((notice) => notice.id !== id);
  }

  /** The same message twice is one message; of too many the oldest go. */
  #add(notice: Omit<Notice, 'id' | 'since'>): number {
    const others = this.#list.filter(({ text }) => text !== notice.text);
    const id = this.#nextId++;
    this.#list = [...others, { ...notice, id, since: performance.now() }].slice(-most);
    return id;
  }
}
