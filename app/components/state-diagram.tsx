import { useWords } from '#app/i18n/use-words.ts';
import {
  type DiagramEdge,
  type DiagramState,
  layOut,
  nodeHeight,
  nodeWidth,
  wrapWords,
} from './state-diagram-layout.ts';

export interface StateDiagramProps {
  /** Distinguishes the arrow heads of several diagrams on a page. */
  id: string;
  title: string;
  /** The first state is where a workflow begins. Labels in the reader's language. */
  states: readonly DiagramState[];
  edges: readonly DiagramEdge[];
  current: string;
}

/** A workflow as a picture with the present state marked, and the same as a list of sentences below it. */
export function StateDiagram({ id, title, states, edges, current }: StateDiagramProps) {
  const { t, direction } = useWords();
  const { nodes, paths, width, height } = layOut(states, edges, direction);
  const names = new Map(states.map((state) => [state.id, state.label]));
  return (
    <figure className="diagram">
      <figcaption>{title}</figcaption>

      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        aria-hidden="true"
        focusable="false"
        direction="ltr"
      >
        <defs>
          <marker
            id={`${id}-head`}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto-start-reverse"
          >
            <path className="diagram-head" d="M0 .8 7.5 4 0 7.2Z" />
          </marker>
        </defs>
        {paths.map((path) => (
          <path key={path.id} className="diagram-edge" d={path.d} markerEnd={`url(#${id}-head)`} />
        ))}
        {nodes.map((node) => (
          <g key={node.id} className={node.id === current ? 'diagram-node diagram-current' : 'diagram-node'}>
            <rect x={node.x} y={node.y} width={nodeWidth} height={nodeHeight} rx="12" />
            {wrapWords(node.label).map((line, index, lines) => (
              <text
                key={line}
                x={node.x + nodeWidth / 2}
                y={node.y + nodeHeight / 2 + 5 + (index - (lines.length - 1) / 2) * 17}
                textAnchor="middle"
              >
                {line}
              </text>
            ))}
          </g>
        ))}
      </svg>
      <p className="diagram-now">{t('diagram.current', { state: names.get(current) ?? current })}</p>
      <details>
        <summary>{t('diagram.as-list')}</summary>
        <ul>
          {edges.map((edge) => (
            <li key={`${edge.from} ${edge.to} ${edge.label}`}>
              {t('diagram.leads', {
                from: names.get(edge.from) ?? edge.from,
                to: names.get(edge.to) ?? edge.to,
                label: edge.label,
              })}
            </li>
          ))}
        </ul>
      </details>
    </figure>
  );
}
