const PREFIX = 'skill:';

/** What a ticket asks of its agent: each tag `skill:<name>`, set by a triage rule or a person. */
export function skillsOf(tags: readonly string[]): string[] {
  return tags.filter((tag) => tag.startsWith(PREFIX)).map((tag) => tag.slice(PREFIX.length));
}
