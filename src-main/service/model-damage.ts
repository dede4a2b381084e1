import { networkVersion } from '../files/model-places.js';

/** Generators looked at, the ones asked for last. */
const mostKept = 50;

/** Whether generators are as they were saved: each is looked at once, until its file changes. */
export class ModelDamage {
  private readonly known = new Map<string, Promise<string | null>>();

  constructor(
    private readonly look: (request: { folder: string }) => Promise<string | null>,
    private readonly tell: (message: string) => void,
  ) {}

  /** A sentence on a generator's damage, null for one that is whole; what is wrong is told once. */
  async of(folder: string): Promise<string | null> {
    const key = `${folder} ${await networkVersion(folder)}`;
    const before = this.known.get(key);
    if (before !== undefined) return before;
    const looking = this.look({ folder });
    this.known.set(key, looking);
    const [oldest] = this.known.keys();
    if (this.known.size > mostKept && oldest !== undefined) this.known.delete(oldest);
    const damage = await looking.catch((error) => {
      this.known.delete(key);
      throw error;
    });
    if (damage !== null) this.tell(damage);
    return damage;
  }
}
