import type { IncomingMessage } from 'node:http';
import { parse, serialize } from 'hono/utils/cookie';
import type { HostNames } from './host-names.js';
import { derivedSecret, newSecret, sameSecret } from './secrets.js';

/** Why a request is not answered, in a sentence for a person. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 404 | 421 | 503;
  readonly sentence: string;
}

interface AccessOptions {
  readonly hosts: HostNames;
  /** Tells the cookies of two servers on one host apart: cookies know no ports. */
  readonly port: number;
  /** The cookie is derived from it: with the same token after a restart, open pages come back. */
  readonly token: string;
}

/** Where pages open their WebSockets. */
export const socketPath = '/socket';

/** How long a URL for one use can be used, ms. */
const singleUseLifetime = 60_000;

/**
 * Who may use a server: a request must name the server as the person does, come from the server's own
 * page, and carry the cookie that the token of the printed URL is exchanged for.
 */
export class Access {
  /** Opens the program for whoever knows it. */
  readonly token: string;
  private readonly hosts: HostNames;
  private readonly cookieName: string;
  private readonly cookieSecret: string;
  private readonly singleUse = new Set<string>();

  constructor({ hosts, port, token }: AccessOptions) {
    this.hosts = hosts;
    this.token = token;
    this.cookieName = `digits-${port}`;
    this.cookieSecret = derivedSecret(token, this.cookieName);
  }

  /** Of requests that a foreign page or a foreign name of this machine brings about. */
  refuseForeign({ url, headers, rawHeaders }: IncomingMessage): Refusal | null {
    if (url?.[0] !== '/') return { status: 400, sentence: 'This is no address of this server.' };
    const { host, origin } = headers;
    const hostsGiven = rawHeaders.filter((name, at) => at % 2 === 0 && /^host$/i.test(name));
    if (hostsGiven.length > 1) {
      return { status: 400, sentence: 'This request names its server twice (two Host headers).' };
    }
    if (!this.hosts.isKnown(host)) return { status: 421, sentence: unknownHost(host ?? '') };
    if (origin !== undefined) {
      const refusal = this.refuseOrigin(origin, host);
      if (refusal) return refusal;
    }
    // A page of another port of this host is "same-site": its requests would bring the cookie along.
    const site = headers['sec-fetch-site'];
    const opensPage = headers['sec-fetch-mode'] === 'navigate';
    if ((site === 'cross-site' || site === 'same-site') && !opensPage) {
      return { status: 403, sentence: 'Other pages can not use this server.' };
    }
    return null;
  }

  /** Why a page of this Origin, or of none, gets no connection. */
  refusePage(request: IncomingMessage, origin: string | undefined): Refusal | null {
    if (origin === undefined) {
      return { status: 403, sentence: 'A WebSocket must come from a page of this server.' };
    }
    const foreign = this.refuseOrigin(origin, request.headers.host);
    if (foreign) return foreign;
    if (!this.isLoggedIn(request)) {
      return { status: 401, sentence: 'Open the address that digits serve printed first.' };
    }
    return null;
  }

  private refuseOrigin(origin: string, host: string | undefined): Refusal | null {
    if (this.hosts.isOwnOrigin(origin, host)) return null;
    const name = this.hosts.nameToAllow(origin, host);
    const what = `This server takes no page of ${shown(origin)} (the request's Origin) as its own: it was reached as ${shown(host ?? '')} (the request's Host).`;
    const remedy = ` If that is the address by which you open it, through a proxy or a forwarder, start it with --allow-host ${name}.`;
    return { status: 403, sentence: name === null ? what : `${what}${remedy}` };
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
      // Without a path it is the folder's of the address that was opened: a forwarder may have the
      // server under a path that it does not know.
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

/** As much of a header as a person needs to see. */
const shown = (header: string): string => JSON.stringify(header.slice(0, 200));

function unknownHost(host: string): string {
  const what = `This server was reached as ${shown(host)} (the request's Host), which is none of its names.`;
  if (!/^[\w.:[\]-]{1,200}$/.test(host)) return what;
  return `${what} If that is the address by which you open it, start it with --allow-host ${host}.`;
}
