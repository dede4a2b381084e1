import type { Icon } from './icon.js';

/** How a state is shown beside its name. */
export interface StateLook {
  readonly icon: Icon;
  /** Its colour; left out, it is quiet. */
  readonly tone?: 'active' | 'good' | 'warning' | 'danger';
}
