/** Loaded before a process of the desk: its clock is wrong by so many milliseconds, as far as JavaScript can tell. */
const shift = Number(process.env.GUICHET_BENCH_CLOCK_SHIFT);
const Real = Date;

globalThis.Date = class Date extends Real {
  constructor(...args) {
    if (args.length === 0) super(Real.now() + shift);
    else super(...args);
  }

  static now() {
    return Real.now() + shift;
  }
};
