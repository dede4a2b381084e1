import type { Socket } from 'node:net';

/** The connections of which no request has been logged in yet: anybody can open as many as they like. */
export class Strangers {
  private readonly connections = new Set<Socket>();

  constructor(private readonly most: number) {}

  /** Closes the oldest when they are too many. */
  add(connection: Socket): void {
    this.connections.add(connection);
    connection.once('close', () => this.connections.delete(connection));
    const [oldest] = this.connections;
    if (this.connections.size > this.most) oldest?.destroy();
  }

  /** It has shown that it may be here. */
  welcome(connection: Socket): void {
    this.connections.delete(connection);
  }
}
