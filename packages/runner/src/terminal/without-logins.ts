// Owns hiding the names and passwords that URLs may carry, where what somebody typed is shown again.

/** The text with `***` for the login of each URL in it. */
export function withoutLogins(text: string): string {
  return text.replaceAll(/\/\/[^/?#\s]*@/g, '//***@');
}
