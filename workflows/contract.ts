/**
 * What the parts of the desk say to each other through Temporal: names, ids and payloads. Clients (API, CLI, an
 * operator in the Temporal UI), the workflow and its activities agree here and nowhere else.
 */
export * from './contract/channel';
export * from './contract/desk';
export * from './contract/recurring';
export * from './contract/ticket';
export * from './contract/ticketActivities';
export * from './contract/ticketCommands';
