/** What the worker bundles: each export is a workflow type. */
export { channel } from './channel';
export { reconcile } from './desk';
export { recurring } from './recurring';
export { team } from './team';
export { ticket } from './ticket';
