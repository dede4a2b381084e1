/** What keeps the application from being packaged: `message` says what, where and what to do. */
export class PackagingError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'PackagingError';
  }
}
