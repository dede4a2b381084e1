import type { Component } from 'svelte';

/** A Lucide icon: `import Play from '@lucide/svelte/icons/play'`. */
export type Icon = Component<{ size?: number | string; 'aria-hidden'?: 'true' }>;
