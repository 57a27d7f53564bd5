const UNRELEASED = '## Unreleased\n';

/**
 * A changelog in which what was not released is a release, below an empty place for what comes next.
 * @param date YYYY-MM-DD
 * @throws if nothing has changed since the last release, or there is no such place
 */
export function withRelease(changelog: string, version: string, date: string): string {
  const [before, after, ...more] = changelog.split(UNRELEASED);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error('CHANGELOG.md must have one heading "## Unreleased".');
  if (/^\s*(##|$)/.test(after))
    throw new Error('CHANGELOG.md has nothing under "Unreleased": what would the release be?');
  return `${before}${UNRELEASED}\n## ${version}, ${date}\n${after}`;
}
