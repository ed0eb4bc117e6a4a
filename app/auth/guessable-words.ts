/**
 * Words that long passwords are made of when people are told to make them long: a list of our own, put together from what keyboards, songs,
 * films, prayers, sports and sign-in pages suggest. It is no copy of a leak: lists of those are of millions, nearly all of them shorter than
 * the fifteen characters that are asked for, and hardly any of the rest is not made of these.
 */
export const GUESSABLE_WORDS = `
password passwort passwd passphrase secret geheim kennwort welcome willkommen letmein changeme admin administrator root user login signin
guest test testing default temp temporary master superman batman spiderman starwars pokemon dragon monkey princess sunshine rainbow
football fussball baseball basketball hockey soccer liverpool chelsea arsenal barcelona realmadrid bayern juventus manchester united
qwerty qwertz azerty asdf zxcv qaz wsx edc iloveyou ilove you love loveyou hello hallo bonjour hola freedom whatever trustno computer
internet google facebook instagram amazon microsoft windows apple iphone samsung android shop store retour return returns refund
refunds warehouse company firma business office summer winter spring autumn sommer fruehling herbst january february march april may
june july august september october november december monday tuesday wednesday thursday friday saturday sunday the and of my your
is a to in it for on this that be not or please mein meine dein ist das die der und ich liebe dich jesus christ god allah bless america
correct horse battery staple lorem ipsum dolor sit amet once upon time may the force with live long prosper quick brown fox jumps over
lazy dog twinkle little star happy birthday merry christmas new year good morning night hunter shadow killer ninja mustang ferrari
porsche mercedes charlie jordan michael jennifer jessica ashley daniel thomas andrew matthew nicole amanda michelle access security
secure account customer service support database server system network woaini nihao wo ai ni hao mima zhongguo beijing
marhaba habibi alhamdulillah bismillah demo sample example
`
  .trim()
  .split(/\s+/);
