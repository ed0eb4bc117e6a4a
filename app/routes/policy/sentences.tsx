/** One sentence a line; numbered where their order decides. */
export function Sentences({ sentences, ordered = false }: { sentences: readonly string[]; ordered?: boolean }) {
  const List = ordered ? 'ol' : 'ul';
  return (
    <List className="policy-sentences">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </List>
  );
}
