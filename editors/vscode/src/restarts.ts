/** How often a server that ends by itself is started again. */

const AT_MOST = 4;
const WITHIN = 3 * 60_000;

export class Restarts {
  private ends: number[] = [];

  /** Whether to start it again, now that it has ended at this time (milliseconds). */
  allowed(now: number): boolean {
    this.ends = [...this.ends.filter((end) => now - end < WITHIN), now];
    return this.ends.length <= AT_MOST;
  }

  forget(): void {
    this.ends = [];
  }
}
