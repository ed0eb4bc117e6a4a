import { cardNumberIn } from './card-numbers.ts';
import { type Exchange, firstMatch, isPicture, isScript, isStyle, type PassiveRule } from './exchange.ts';

/** The words of an answer: not of pictures and styles, and of scripts only where that is said. */
const inText =
  (...patterns: readonly RegExp[]) =>
  (exchange: Exchange) =>
    isPicture(exchange) || isStyle(exchange) || isScript(exchange) ? null : firstMatch(exchange.body, patterns);

const errors = inText(
  // Of our own kind: a stack of Node, a module's path, what the databases and the driver say.
  /\n\s+at .+:\d+:\d+\)?/,
  /\b(Type|Range|Reference|Syntax|URI)Error\b: /,
  /node_modules\/|node:internal/,
  /SQLITE_[A-Z]+|SqliteError|SQL logic error|no such (table|column):/,
  /(syntax error at or near|relation ".+" does not exist|duplicate key value violates)/,
  /(DrizzleQueryError|Failed query:)/,
  /\bE(CONNREFUSED|NOENT|ACCES|PIPE|TIMEDOUT)\b/,
  // Of all others.
  /You have an error in your SQL syntax|SQL command not properly ended|Unclosed quotation mark/,
  /ORA-\d{4,5}: |JDBC (Driver|Error)|ODBC (Driver|Error)|PHP (Error|Warning|Parse error)|Traceback \(most recent/,
  /Internal Server Error|internal error|Error Report|Custom Error Message|Type mismatch|invalid query/,
);

const CRYPTED =
  /\$(1|5|6|2[aby]?|argon2id?)\$[\w./=,$-]{20,}|\$NT\$[0-9a-f]{32}|\b[0-9A-F]{48}\b|\b[0-9a-f]{32}:[0-9a-f]{128}\b/;

/** Code of a server, and SQL: the scanner takes plain sentences for it too, such as "select … from …". */
const code = inText(
  /<\?(php|=)\s/,
  /<%[@=]?\s*(page|include|taglib|Page|Assembly)/,
  /^#!\/(usr\/bin\/env|bin\/[a-z]*sh)/,
  /^\s*(import .+ from '.+';|export (const|function|default) )/m,
  /\brequire\("[\w./:-]+"\)/,
  /\bselect\s+[a-z0-9., "'()*]+\s+from\s+[a-z0-9._, ]+/i,
  /\binsert\s+into\s+[\w.]+\s*(\([\w, \t]+\)\s*)?values\s*\(/i,
  /\bupdate\s+[\w.]+\s+set\s/i,
  /\bdelete\s+from\s+[\w.]+/i,
  /\b(create|drop|truncate)\s+(table|view|index|database|function|procedure)\s+[\w.]+/i,
  /\b(revoke\s+[a-z0-9 (),]+\s+on|grant\s+[a-z]+\s+on\s+[\w.]+\s+to)\s/i,
);

/** How Java's own stream of objects begins. */
const STREAM = '\u00ac\u00ed\u0000\u0005';

const PRIVATE =
  /(^|[^\d.])((10|127)(\.\d{1,3}){3}|192\.168(\.\d{1,3}){2}|172\.(1[6-9]|2\d|3[01])(\.\d{1,3}){2})(?![\d.])|\bip-\d+-\d+-\d+-\d+/;

export const textRules: readonly PassiveRule[] = [
  { id: '2', name: 'Private address', risk: 'low', finds: inText(PRIVATE) },
  {
    ...{ id: '10023', name: 'Debug messages', risk: 'low' },
    finds: inText(/\b(Stack trace|stack_trace|Debug (mode|trace)|Unhandled (Exception|Rejection)|Application Error!)/i),
  },
  {
    id: '10033',
    name: 'Directory browsing',
    risk: 'medium',
    finds: inText(/<title>\s*(Index of|Directory listing|listing directory) |Parent Directory/i),
  },
  {
    ...{ id: '10062', name: 'Personal data: number of a card', risk: 'high' },
    finds: (exchange) => (isStyle(exchange) || isPicture(exchange) ? null : cardNumberIn(exchange.body)),
  },
  { id: '10097', name: 'Hash of a password', risk: 'high', finds: inText(CRYPTED) },
  { id: '10099', name: 'Source code', risk: 'medium', finds: code },
  {
    ...{ id: '10110', name: 'Dangerous functions of scripts', risk: 'low' },
    finds: (exchange) =>
      isScript(exchange) ? firstMatch(exchange.body, [/\beval\(|new Function\(|document\.write|\.innerHTML\b/]) : null,
  },
  {
    ...{ id: '90002', name: 'Serialized objects of Java', risk: 'medium' },
    finds: ({ body }) => (body.includes(STREAM) ? 'a stream of objects' : firstMatch(body, [/rO0AB[\w+/]/])),
  },
  { id: '90022', name: 'Application error', risk: 'medium', finds: errors },
];
