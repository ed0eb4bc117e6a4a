import { Body, Button, Container, Head, Heading, Hr, Html, Preview, Section, Text } from '@react-email/components';
import type { Direction } from '#app/i18n/locales.ts';
import type { MailContent } from './content.ts';

// Mail programs know neither style sheets nor custom properties: these are the portal's light colours, written out.
const ink = '#1b2a30';
const soft = '#56646a';
const line = '#ded6c9';
const accent = '#0f5666';
const font =
  "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans Arabic', 'PingFang SC', 'Microsoft YaHei', sans-serif";

const body = { backgroundColor: '#f7f3ec', color: ink, fontFamily: font, margin: '0', padding: '24px 12px' };
const card = {
  backgroundColor: '#ffffff',
  border: `1px solid ${line}`,
  borderRadius: '16px',
  maxWidth: '560px',
  padding: '32px',
};
const text = { fontSize: '16px', lineHeight: '26px', margin: '0 0 16px' };
const button = {
  backgroundColor: accent,
  borderRadius: '12px',
  color: '#ffffff',
  display: 'inline-block',
  fontSize: '16px',
  fontWeight: 600,
  padding: '14px 28px',
};
const code = { fontSize: '32px', fontWeight: 700, letterSpacing: '6px', margin: '8px 0 24px' };

/** The one page that every mail is. */
export function MailPage({
  content,
  lang,
  dir,
  shop,
}: {
  content: MailContent;
  lang: string;
  dir: Direction;
  shop: string;
}) {
  return (
    <Html lang={lang} dir={dir}>
      <Head>
        <title>{content.subject}</title>
      </Head>
      <Preview>{content.preview}</Preview>
      <Body style={body}>
        <Container style={card}>
          <Text style={{ color: soft, fontSize: '14px', margin: '0 0 24px' }}>{shop}</Text>
          <Heading as="h1" style={{ fontSize: '24px', lineHeight: '32px', margin: '0 0 16px' }}>
            {content.heading}
          </Heading>
          {content.paragraphs.map((paragraph) => (
            <Text key={paragraph} style={text} dir={content.ownWords && 'auto'}>
              {paragraph}
            </Text>
          ))}
          {content.code && (
            <Text style={code} dir="ltr">
              {content.code}
            </Text>
          )}
          {content.rows && <Rows rows={content.rows} />}
          {content.facts && <Facts facts={content.facts} />}
          {content.action && (
            <Section style={{ margin: '8px 0 24px' }}>
              <Button href={content.action.url} style={button}>
                {content.action.label}
              </Button>
            </Section>
          )}
          <Hr style={{ borderColor: line, margin: '24px 0 16px' }} />
          {content.closing.map((sentence) => (
            <Text key={sentence} style={{ color: soft, fontSize: '14px', lineHeight: '22px', margin: '0 0 4px' }}>
              {sentence}
            </Text>
          ))}
        </Container>
      </Body>
    </Html>
  );
}

function Rows({ rows }: { rows: NonNullable<MailContent['rows']> }) {
  return (
    <table width="100%" cellPadding={0} cellSpacing={0} style={{ borderCollapse: 'collapse', margin: '0 0 24px' }}>
      <tbody>
        {rows.map(({ label, value, strong }) => (
          <tr key={label}>
            <th scope="row" style={{ ...cell, textAlign: 'start', fontWeight: strong ? 700 : 400 }}>
              {label}
            </th>
            <td style={{ ...cell, textAlign: 'end', fontWeight: strong ? 700 : 400, whiteSpace: 'nowrap' }}>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Facts({ facts }: { facts: NonNullable<MailContent['facts']> }) {
  return (
    <Section style={{ borderTop: `1px solid ${line}`, margin: '0 0 24px' }}>
      {facts.map(({ label, lines }) => (
        <Section key={label} style={{ borderBottom: `1px solid ${line}`, padding: '10px 0' }}>
          <Text style={{ color: soft, fontSize: '14px', lineHeight: '20px', margin: '0' }}>{label}</Text>
          <Text style={{ ...text, margin: '0', whiteSpace: 'pre-line' }} dir="auto">
            {lines.join('\n')}
          </Text>
        </Section>
      ))}
    </Section>
  );
}

const cell = { borderTop: `1px solid ${line}`, fontSize: '15px', lineHeight: '22px', padding: '10px 0' };
