import { verifyAudit } from '#db/audit.ts';
import { runStoredCheck } from './stored-check.ts';

const USAGE = `Reads the chain of acts from its first to its last and makes each fingerprint again.

Usage: npm run -s audit:verify [-- FINGERPRINT]

Prints how many acts there are and the last fingerprint; ends with 1 when the chain is broken, or when FINGERPRINT,
kept from an earlier run, is no longer in it. Reads the database that DATABASE_URL names and changes nothing.`;

await runStoredCheck(process.argv.slice(2), {
  usage: USAGE,
  fault: 'The chain could not be read',
  read: (args) => {
    const [kept] = args;
    return args.length > 1 || (kept !== undefined && !/^[0-9a-f]{64}$/.test(kept)) ? null : { kept };
  },
  check: async (db, { kept }) => {
    const verdict = await verifyAudit(db, kept);
    if (verdict.ok) console.log(`acts=${verdict.entries} fingerprint=${verdict.head}`);
    else console.error(`The chain is broken at act ${verdict.seq} (${verdict.problem}).`);
    return verdict.ok;
  },
});
