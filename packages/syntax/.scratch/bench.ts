import { parse } from '@holt/syntax';
import { readFileSync } from 'node:fs';
const one = `
## Counts words.
export fn count_words(text: str, skip = none) -> table[str, int]:
  counts := {}
  for word in text.lower().split_whitespace():
    word = word.strip_suffix(",")   # commas
    if skip != none and word in skip: continue
    counts[word] := counts.get(word, 0) + 1
  return counts

class Account(Base):
  owner: str
  balance: float = 0.0
  init(self, owner, limit = 100):
    super(owner)
    self.limit := limit
  fn withdraw(self, amount: float) -> bool:
    if amount > self.balance + self.limit:
      throw BudgetError(f"{self.owner} lacks {amount - self.balance:.2f}")
    elif amount <= 0.0:
      return false
    else:
      self.balance -= amount
    return true

fn matmul(a, b, n):
  c := [0.0].repeat(n * n)
  for i in 0..n:
    for j in 0..n:
      s := 0.0
      for k in 0..n: s += a[i * n + k] * b[k * n + j]
      c[i * n + j] = s
  return c

fn area(shape):
  match shape:
    Shape.Circle(r): return 3.14159 * r ** 2
    Shape.Rect(w, h) if w > 0: return w * h
    _: return 0
xs := [x * x for x in 0..100 if x % 2 == 0]
t := {name: "Ada", "born": 1815, [key]: [1, 2, 3], tags: ["math", 'engine']}
xs.sort(key = p => (p.y, p.x), reverse = true)
`;
const text = one.repeat(Math.ceil(4e6/one.length));
const file={name:'x',text};
for(let i=0;i<8;i++){ const t=performance.now(); const r=parse(file); const d=performance.now()-t; if(r.diagnostics.length) {console.log(r.diagnostics[0]);break;} console.log((text.length/1e6/(d/1000)).toFixed(1),'MB/s', d.toFixed(0),'ms'); }
const small={name:'x',text:one.repeat(30)}; // 40 kB
let best=1e9; for(let i=0;i<300;i++){const t=performance.now(); parse(small); best=Math.min(best,performance.now()-t);} console.log('small best', (small.text.length/1e6/(best/1000)).toFixed(1),'MB/s', small.text.length);
