/** Trusted Types, as far as they are used here: the types that come with TypeScript do not know them. What comes back is an object that stands for the text. */
interface ScriptAddresses {
  createScriptURL(address: string): string;
}

declare global {
  var trustedTypes: { createPolicy(name: string, rules: ScriptAddresses): ScriptAddresses } | undefined;
}

/**
 * Makes addresses to run workers from, as browsers with Trusted Types want them; throws for any that is not among these. A browser takes one such list for a
 * page, under the name that the headers of pages allow.
 */
export function trustedAddresses(addresses: readonly string[]): ScriptAddresses {
  const rules: ScriptAddresses = {
    createScriptURL(address) {
      if (addresses.includes(address)) return address;
      throw new TypeError(address);
    },
  };
  return globalThis.trustedTypes?.createPolicy('retour', rules) ?? rules;
}
