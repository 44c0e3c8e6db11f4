/**
 * Counter-based draws (MODEL.md 5): the draw of a quantity depends only on (seed, quantity id, index), so adding an
 * input changes no other draw, and all scenarios see the same world. Bit-identical wherever the same engine runs.
 * Mixing: the 32-bit finaliser of MurmurHash3; normal quantile: M. J. Wichura, Applied Statistics 37 (1988) 477-484,
 * algorithm AS 241 (PPND16). Tested in test/unit/random.test.ts.
 */

/** FNV-1a over UTF-16 code units: a 32-bit key for a name. */
function keyOfName(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

function mix(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** 53 random bits of (key, index) as a number strictly between 0 and 1. */
function uniform(key: number, index: number): number {
  const high = mix(mix(key ^ Math.imul(index, 0x9e3779b1)) + 0x632be5ab);
  const low = mix(high ^ Math.imul(index + 1, 0x85157af5) ^ key);
  return ((high >>> 5) * 67108864 + (low >>> 6) + 0.5) / 9007199254740992;
}

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);

const CENTRAL = {
  top: [
    3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457,
    67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
  ],
  bottom: [
    1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867, 39307.89580009271061,
    28729.085735721942674, 5226.495278852545925,
  ],
};
const MIDDLE = {
  top: [
    1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
    1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
  ],
  bottom: [
    1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
    0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9,
  ],
};
const FAR = {
  top: [
    6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123,
    0.026532189526576123093, 0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
  ],
  bottom: [
    1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4,
    1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
  ],
};

/** Standard normal quantile of p in (0, 1), relative accuracy about 1e-16. */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(CENTRAL.top, r)) / polynomial(CENTRAL.bottom, r);
  }
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const part = r <= 5 ? MIDDLE : FAR;
  const x = r - (r <= 5 ? 1.6 : 5);
  const value = polynomial(part.top, x) / polynomial(part.bottom, x);
  return q < 0 ? -value : value;
}

/** Standard normal draws 0..count-1 of a quantity. */
export function normalDraws(seed: number, quantityId: string, count: number): Float64Array {
  const key = mix(keyOfName(quantityId) ^ mix(seed));
  return Float64Array.from({ length: count }, (_, index) => normalQuantile(uniform(key, index)));
}
