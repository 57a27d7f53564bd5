/** The groups of calls, in the order in which one meets them. */
export const TAGS = [
  { name: 'Tickets', description: 'Open, read, list, search and change tickets' },
  {
    name: 'Commands',
    description: 'What people do with a ticket; each is allowed or refused by the ticket’s workflow',
  },
  { name: 'Comments', description: 'What is written on tickets: public, or internal to the desk' },
  { name: 'Links', description: 'Tickets and tickets: linked, merged, split; a parent and its children' },
  { name: 'Problems', description: 'Causes that incidents seem to share: proposed by the desk, decided by leads' },
  { name: 'Attachments', description: 'Files: sent, scanned, listed, given out' },
  { name: 'History', description: 'What happened, the clocks line by line, and what a ticket waits for' },
  { name: 'Alerts', description: 'What monitoring tells: it opens tickets, joins them and clears them' },
  { name: 'Views', description: 'Lists that are kept, with counts' },
  { name: 'Notifications', description: 'Who hears of what, how, and in which words' },
  { name: 'Surveys', description: 'For whoever holds the link' },
  { name: 'Reports', description: 'How the desk does' },
  { name: 'Exports', description: 'Everything, as streams of NDJSON or CSV' },
  { name: 'Rehearsing', description: 'Try policies and triage rules; nothing is stored' },
  {
    name: 'Configuration',
    description: 'Versioned documents: calendars, policies, teams, rules …, and who changed what',
  },
  { name: 'People', description: 'People, service accounts and their keys; all about a person, and erasing her' },
  { name: 'Channels', description: 'By which ways messages leave the desk: how each is, what it sent' },
  { name: 'Mail', description: 'What came by mail: held, noted, refused, and each as it came' },
  { name: 'Who you are', description: 'Log-in, log-out and passwords' },
  { name: 'Meta', description: 'Codes and their labels' },
];
