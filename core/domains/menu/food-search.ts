/** How foods are found by name, whatever the spelling. Pure and free of zod. */

/**
 * Words kitchens use for one thing; a name that holds one of them is found by all. Source: Kamus Besar Bahasa Indonesia
 * (standard forms) and the everyday spellings met in the kitchens' own workbooks.
 */
const SAME_WORDS: readonly (readonly string[])[] = [
  ["telur", "telor", "endog", "egg"],
  ["cabai", "cabe", "lombok", "cili", "chili"],
  ["bombai", "bombay"],
  ["mi", "mie", "bakmi"],
  ["tempe", "tempeh"],
  ["kedelai", "kedele"],
  ["taoge", "tauge", "toge", "kecambah"],
  ["tauco", "taoco"],
  ["pakcoy", "pokcoy", "pakcoi"],
  ["kailan", "kaylan"],
  ["saus", "sauce", "saos"],
  ["susu", "milk", "milkk"],
  ["kecap", "ketjap"],
  ["bubuk", "powder", "serbuk"],
  ["seledri", "selederi"],
  ["merica", "lada", "pepper"],
  ["kemiri", "kemili"],
  ["lengkuas", "laos"],
  ["serai", "sereh"],
  ["jahe", "jae"],
  ["kunyit", "kunir"],
  ["ketela", "singkong", "ubi kayu", "kaspe"],
  ["jagung", "corn"],
  ["kacang", "kc"],
  ["ayam", "chicken"],
  ["sapi", "beef"],
  ["lele", "dumbo"],
  ["beras", "rice"],
  ["mayones", "mayonais", "mayonaice", "mayonnaise"],
  ["apokat", "alpukat", "avokad", "advokat"],
  ["semangka", "watermelon"],
  ["anggur", "grape"],
  ["stroberi", "strawberry", "strawberi"],
  ["coklat", "cokelat", "chocolate", "choco"],
  ["keju", "cheese"],
  ["biskuit", "biscuit", "biscuits"],
  ["krekers", "crackers", "creakers", "creackers"],
  ["tahu", "tofu"],
  ["santan", "kelapa santan"],
  ["gula merah", "gula jawa", "gula aren"],
  ["bawang merah", "brambang"],
  ["penyedap", "micin", "msg", "vetsin"],
];

const WORDS_OF_PHRASE: ReadonlyMap<string, readonly string[]> = new Map(
  SAME_WORDS.flatMap((group) => group.map((phrase) => [phrase, group] as const)),
);
const PHRASE_MAX_WORDS_COUNT = 2;

/** A name without accents, capitals, punctuation and needless space: `Beras giling, mentah` → `beras giling mentah`. */
export function foldFoodName(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

/** A folded name with the first of the words that mean the same: two spellings of one food have one. */
export function canonicalFoodName(name: string): string {
  const words = foldFoodName(name).split(" ");
  return words.map((word) => WORDS_OF_PHRASE.get(word)?.[0] ?? word).join(" ");
}

/** The words of a question, folded; every one must begin a word of the name or one that means the same. */
export function searchWords(question: string): readonly string[] {
  const folded = foldFoodName(question);
  return folded === "" ? [] : [...new Set(folded.split(" "))].slice(0, SEARCH_WORDS_MAX_COUNT);
}
export const SEARCH_WORDS_MAX_COUNT = 5;

/** A word a food is found by, and where in its name it stands: what stands first counts most. */
export interface IndexedWord {
  readonly word: string;
  readonly positionCount: number;
}

/** Every word a name is found by: its own, and those kitchens use for the same thing. Each once, at its first place. */
export function indexedWords(name: string): readonly IndexedWord[] {
  const words = foldFoodName(name).split(" ");
  const positionByWord = new Map<string, number>();
  const add = (word: string, position: number) => {
    if (word !== "" && !positionByWord.has(word)) positionByWord.set(word, position);
  };
  for (const [position, word] of words.entries()) add(word, position);
  for (const position of words.keys()) {
    for (let length = 1; length <= PHRASE_MAX_WORDS_COUNT; length += 1) {
      const phrase = words.slice(position, position + length).join(" ");
      for (const same of WORDS_OF_PHRASE.get(phrase) ?? []) {
        for (const word of same.split(" ")) add(word, position);
      }
    }
  }
  return [...positionByWord].map(([word, positionCount]) => ({ word, positionCount }));
}
