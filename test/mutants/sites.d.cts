export interface Site {
  readonly id: string;
  readonly what: string;
}

/** Every check of the API that a pattern finds, by file and line. */
export function allSites(): readonly Site[];
