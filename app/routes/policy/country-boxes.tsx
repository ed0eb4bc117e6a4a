import type { CountryGroup } from './form-field.ts';

/** Countries to tick. The first group lies open; the others are folded away unless something in them is chosen. */
export function CountryBoxes({
  name,
  groups,
  chosen,
}: {
  name: string;
  groups: readonly CountryGroup[];
  chosen: readonly string[];
}) {
  return groups.map((group, index) =>
    index === 0 ? (
      <div key={group.title} className="policy-group">
        <p className="policy-group-title">{group.title}</p>
        <Boxes name={name} group={group} chosen={chosen} first />
      </div>
    ) : (
      <details
        key={group.title}
        className="policy-group"
        open={group.choices.some(({ value }) => chosen.includes(value))}
      >
        <summary>{group.title}</summary>
        <Boxes name={name} group={group} chosen={chosen} />
      </details>
    ),
  );
}

function Boxes({
  name,
  group,
  chosen,
  first = false,
}: {
  name: string;
  group: CountryGroup;
  chosen: readonly string[];
  first?: boolean;
}) {
  return (
    <div className="policy-countries">
      {group.choices.map(({ value, label, hint }, index) => {
        const id = first && index === 0 ? name : `${name}-${value}`;
        return (
          <div className="choice" key={value}>
            <input
              type="checkbox"
              name={name}
              id={id}
              value={value}
              defaultChecked={chosen.includes(value)}
              aria-describedby={hint ? `${id}-note` : undefined}
            />
            <label htmlFor={id}>
              <span className="choice-label">{label}</span>
            </label>
            {hint && (
              <div className="choice-notes choice-hint" id={`${id}-note`}>
                {hint}
              </div>
            )}
          </div>
        );
      })}
    </div>
  );
}
