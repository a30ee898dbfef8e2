// The entities of HTML 4, which language models use. Consecutive ones are stored as lists.
const latin1 =
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn " +
  "sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest " +
  "Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute " +
  "Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml " +
  "Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc " +
  "euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash " +
  "ugrave uacute ucirc uuml yacute thorn yuml";
const greekCapitals =
  "Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho - " +
  "Sigma Tau Upsilon Phi Chi Psi Omega";
const greekSmall =
  "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho " +
  "sigmaf sigma tau upsilon phi chi psi omega";
const others =
  "amp & lt < gt > quot \" apos ' OElig Œ oelig œ Scaron Š scaron š Yuml Ÿ fnof ƒ circ ˆ " +
  "tilde ˜ ensp \u2002 emsp \u2003 thinsp \u2009 zwnj \u200c zwj \u200d lrm \u200e rlm \u200f " +
  "ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ dagger † Dagger ‡ bull • " +
  "hellip … permil ‰ prime ′ Prime ″ lsaquo ‹ rsaquo › oline ‾ frasl ⁄ euro € trade ™ larr ← " +
  "uarr ↑ rarr → darr ↓ harr ↔ crarr ↵ lArr ⇐ uArr ⇑ rArr ⇒ dArr ⇓ hArr ⇔ forall ∀ part ∂ " +
  "exist ∃ empty ∅ nabla ∇ isin ∈ notin ∉ ni ∋ prod ∏ sum ∑ minus − lowast ∗ radic √ prop ∝ " +
  "infin ∞ ang ∠ and ∧ or ∨ cap ∩ cup ∪ int ∫ there4 ∴ sim ∼ cong ≅ asymp ≈ ne ≠ equiv ≡ le ≤ " +
  "ge ≥ sub ⊂ sup ⊃ nsub ⊄ sube ⊆ supe ⊇ oplus ⊕ otimes ⊗ perp ⊥ sdot ⋅ lceil ⌈ rceil ⌉ " +
  "lfloor ⌊ rfloor ⌋ lang 〈 rang 〉 loz ◊ spades ♠ clubs ♣ hearts ♥ diams ♦ " +
  "colon : semi ; comma , period . excl ! quest ? num # dollar $ percnt % lpar ( rpar ) ast * " +
  "plus + sol / bsol \\ lsqb [ rsqb ] lowbar _ grave ` lcub { rcub } verbar | commat @ equals = " +
  "Tab \t NewLine \n check ✓ cross ✗ star ☆ starf ★";

function buildTable(): Map<string, string> {
  const table = new Map<string, string>();
  const addRun = (names: string, from: number) => {
    for (const [i, name] of names.split(" ").entries())
      table.set(name, String.fromCodePoint(from + i));
  };
  addRun(latin1, 160);
  addRun(greekCapitals, 913);
  addRun(greekSmall, 945);
  for (const [, name, value] of others.matchAll(/\b(\w+) (.) ?/gsu)) {
    if (name !== undefined && value !== undefined) table.set(name, value);
  }
  return table;
}

function fromCodePoint(code: number): string {
  const invalid = code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff);
  return invalid ? "\ufffd" : String.fromCodePoint(code);
}

/** Creates a decoder of HTML character references; unknown names stay as written. */
export function createEntityDecoder(): (text: string) => string {
  let table: Map<string, string> | undefined;
  const pattern = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));/g;
  return (text) => {
    if (!text.includes("&")) return text;
    return text.replace(
      pattern,
      (whole: string, ...[decimal, hex, name]: (string | undefined)[]) => {
        if (decimal !== undefined) return fromCodePoint(Number.parseInt(decimal, 10));
        if (hex !== undefined) return fromCodePoint(Number.parseInt(hex, 16));
        table ??= buildTable();
        return (name !== undefined && table.get(name)) || whole;
      },
    );
  };
}
