/** Another text than a sealed one, in base64url: the bits that its last character may leave unused are not all that differs. */
export function altered(sealed: string): string {
  return `${sealed.slice(0, -2)}${sealed.at(-2) === 'A' ? 'BB' : 'AA'}`;
}
