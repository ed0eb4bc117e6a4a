/** One sentence a line. */
export function Sentences({ sentences }: { sentences: readonly string[] }) {
  return (
    <ul className="policy-sentences">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
