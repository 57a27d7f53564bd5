/**
 * Of one ticket, in one process. Temporal takes ten Updates of a workflow at once. The eleventh it refuses, and with it
 * forgets the workflow task that is under way: a worker that has just read a long history completes it in vain, over and
 * over while more keep coming. Two processes stay below that together, with room for what workers send.
 */
const AT_ONCE = 4;
/** Tickets to be remembered for Updates that were left; the oldest are forgotten. */
const REMEMBERED = 10_000;

interface Lane {
  /** Updates that somebody waits for. */
  underWay: number;
  /** Updates that nobody waits for any more and that may be in flight still, by id, the oldest first. */
  readonly left: Set<string>;
  readonly waiting: Set<() => void>;
  asking: Promise<void> | null;
  /** Calls that hold this lane. */
  visitors: number;
}

/** Ends a turn. What was not heard of keeps its place until the server says that it is over. */
export type EndTurn = (heard: boolean) => void;

/** Keeps the Updates of each ticket below what Temporal takes of them at once. */
export class Turns {
  private readonly lanes = new Map<string, Lane>();

  /** @param isOver whether the server has nothing in flight under this id; false also if it does not say */
  constructor(private readonly isOver: (key: string, id: string) => Promise<boolean>) {}

  /**
   * Waits for a turn behind others who are heard of. About those who are not it asks, the oldest first, until one of them
   * is not over.
   * @param deadline in milliseconds since the epoch
   * @returns null: there was none
   */
  async take(key: string, id: string, deadline: number): Promise<EndTurn | null> {
    const lane = this.enter(key);
    // To the server a repeat is the same Update.
    lane.left.delete(id);
    while (lane.underWay + lane.left.size >= AT_ONCE) {
      if (lane.left.size > 0) await this.ask(key, lane);
      if (lane.underWay + lane.left.size < AT_ONCE) break;
      if (lane.underWay === 0 || !(await nextTurn(lane, deadline))) {
        this.exit(key, lane);
        return null;
      }
    }
    lane.underWay++;
    return (heard) => {
      lane.underWay--;
      if (!heard) lane.left.add(id);
      const [wakeNext] = lane.waiting;
      wakeNext?.();
      this.exit(key, lane);
    };
  }

  private enter(key: string): Lane {
    let lane = this.lanes.get(key);
    if (!lane) {
      if (this.lanes.size >= REMEMBERED) this.forgetOldest();
      lane = { underWay: 0, left: new Set(), waiting: new Set(), asking: null, visitors: 0 };
      this.lanes.set(key, lane);
    }
    lane.visitors++;
    return lane;
  }

  private exit(key: string, lane: Lane): void {
    lane.visitors--;
    if (lane.visitors === 0 && lane.left.size === 0) this.lanes.delete(key);
  }

  private forgetOldest(): void {
    for (const [key, { visitors }] of this.lanes)
      if (visitors === 0) {
        this.lanes.delete(key);
        return;
      }
  }

  /** All who want to know wait for one answer. */
  private ask(key: string, lane: Lane): Promise<void> {
    lane.asking ??= this.askOldest(key, lane).finally(() => (lane.asking = null));
    return lane.asking;
  }

  private async askOldest(key: string, lane: Lane): Promise<void> {
    for (const id of lane.left) {
      if (!(await this.isOver(key, id))) return;
      lane.left.delete(id);
    }
  }
}

/** @returns false: the deadline came first */
function nextTurn(lane: Lane, deadline: number): Promise<boolean> {
  return new Promise((done) => {
    const finish = (woken: boolean) => {
      clearTimeout(timer);
      lane.waiting.delete(wake);
      done(woken);
    };
    const wake = () => finish(true);
    const timer = setTimeout(() => finish(false), Math.max(0, deadline - Date.now()));
    lane.waiting.add(wake);
  });
}
