import type { IncomingMessage } from 'node:http';
import { parse, serialize } from 'hono/utils/cookie';
import type { HostNames } from './host-names.js';
import { newSecret, sameSecret } from './secrets.js';

/** Why a request is not answered, in a sentence for a person. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 404 | 421;
  readonly sentence: string;
}

/** How long a URL for one use can be used, ms. */
const singleUseLifetime = 60_000;

/**
 * Who may use a server: a request must name the server as the person does, come from the server's own
 * page, and carry the cookie that the token of the printed URL is exchanged for.
 */
export class Access {
  /** Opens the program for whoever knows it, as long as the server runs. */
  readonly token = newSecret();
  private readonly cookieSecret = newSecret();
  private readonly cookieName: string;
  private readonly singleUse = new Set<string>();

  /** @param port tells the cookies of two servers on one host apart: cookies know no ports */
  constructor(
    private readonly hosts: HostNames,
    port: number,
  ) {
    this.cookieName = `digits-${port}`;
  }

  /** Of requests that a foreign page or a foreign name of this machine brings about. */
  refuseForeign({ url, headers }: IncomingMessage): Refusal | null {
    if (url?.[0] !== '/') return { status: 400, sentence: 'This is no address of this server.' };
    const { host, origin } = headers;
    if (!this.hosts.isKnown(host)) {
      return {
        status: 421,
        sentence: `This server does not answer to the name ${JSON.stringify(host ?? '')}. If that is its name, start it with --allow-host and that name.`,
      };
    }
    if (origin !== undefined && !this.hosts.isOwnOrigin(origin, host)) {
      return { status: 403, sentence: 'Pages of other origins can not use this server.' };
    }
    // A page of another port of this host is "same-site": its requests would bring the cookie along.
    const site = headers['sec-fetch-site'];
    const opensPage = headers['sec-fetch-mode'] === 'navigate';
    if ((site === 'cross-site' || site === 'same-site') && !opensPage) {
      return { status: 403, sentence: 'Other pages can not use this server.' };
    }
    return null;
  }

  isLoggedIn({ headers }: IncomingMessage): boolean {
    const cookies = parse(headers.cookie ?? '', this.cookieName);
    return sameSecret(cookies[this.cookieName], this.cookieSecret);
  }

  /** The cookie that a token is exchanged for; null for a wrong one. */
  logIn(token: string): string | null {
    const forOneUse = [...this.singleUse].filter((each) => sameSecret(token, each));
    for (const used of forOneUse) this.singleUse.delete(used);
    if (!sameSecret(token, this.token) && forOneUse.length === 0) return null;
    return serialize(this.cookieName, this.cookieSecret, {
      httpOnly: true,
      sameSite: 'Strict',
      path: '/',
    });
  }

  /**
   * A token for a browser that is started with its URL as an argument: everyone on this machine can
   * read the arguments of a process, as long as it runs.
   */
  singleUseToken(): string {
    const token = newSecret();
    this.singleUse.add(token);
    setTimeout(() => this.singleUse.delete(token), singleUseLifetime).unref();
    return token;
  }
}
