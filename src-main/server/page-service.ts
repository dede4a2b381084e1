import type { Service } from '../service/service.js';

/** What the pages need of the service. */
export type PageService = Pick<Service, 'call' | 'answer' | 'onAppEvent' | 'archive'>;
