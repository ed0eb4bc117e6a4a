import { Notice } from '#app/components/notice.tsx';

/** How the ledger agreed with the payouts, and where it did not. */
export function CheckResult({
  check,
}: {
  check: { ok: boolean; title: string; text: string; problems: readonly string[] };
}) {
  return (
    <Notice tone={check.ok ? 'success' : 'danger'} title={check.title}>
      <p>{check.text}</p>
      {check.problems.length > 0 && (
        <ul>
          {check.problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
