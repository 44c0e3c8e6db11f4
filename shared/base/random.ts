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
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
    33430.57558358813, 2509.0809287301227,
  ],
  bottom: [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852546,
  ],
};
const MIDDLE = {
  top: [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  bottom: [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
};
const FAR = {
  top: [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  bottom: [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 1.8463183175100548e-5,
    1.421511758316446e-7, 2.0442631033899397e-15,
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
