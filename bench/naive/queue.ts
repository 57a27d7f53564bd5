/** Of the yardstick's worker. */
export const NAIVE_QUEUE = 'naive';
