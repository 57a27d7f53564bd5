/** What the worker bundles: each export is a workflow type. */
export { reconcile, startMissing } from './desk';
export { team } from './team';
export { ticket } from './ticket';
