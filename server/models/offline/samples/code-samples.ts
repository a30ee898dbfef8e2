/** A short program in one language. */
export interface CodeSample {
  /** The name for syntax highlighting. */
  language: string;
  /** The display name. */
  label: string;
  /** Folded names, separated by commas. */
  names: string;
  code: string;
}

/** The same task, the primes up to fifty, in languages that compute; otherwise a fitting one. */
export const codeSamples: readonly CodeSample[] = [
  {
    language: "python",
    label: "Python",
    names: "python,python3,py",
    code: `def primes(limit: int) -> list[int]:
    is_prime = [False, False] + [True] * (limit - 1)
    for n in range(2, int(limit**0.5) + 1):
        if is_prime[n]:
            for multiple in range(n * n, limit + 1, n):
                is_prime[multiple] = False
    return [n for n in range(limit + 1) if is_prime[n]]


print(primes(50))`,
  },
  {
    language: "javascript",
    label: "JavaScript",
    names: "javascript,js,node,nodejs",
    code: `function primes(limit) {
  const isPrime = new Array(limit + 1).fill(true, 2);
  for (let n = 2; n * n <= limit; n++) {
    if (!isPrime[n]) continue;
    for (let multiple = n * n; multiple <= limit; multiple += n) isPrime[multiple] = false;
  }
  return [...isPrime.keys()].filter((n) => isPrime[n]);
}

console.log(primes(50).join(" "));`,
  },
  {
    language: "typescript",
    label: "TypeScript",
    names: "typescript,ts",
    code: `function* primes(limit: number): Generator<number> {
  const crossedOut = new Set<number>();
  for (let n = 2; n <= limit; n++) {
    if (crossedOut.has(n)) continue;
    yield n;
    for (let multiple = n * n; multiple <= limit; multiple += n) crossedOut.add(multiple);
  }
}

console.log([...primes(50)].join(" "));`,
  },
  {
    language: "rust",
    label: "Rust",
    names: "rust,rs",
    code: `fn primes(limit: usize) -> Vec<usize> {
    let mut is_prime = vec![true; limit + 1];
    let mut found = Vec::new();
    for n in 2..=limit {
        if is_prime[n] {
            found.push(n);
            for multiple in (n * n..=limit).step_by(n) {
                is_prime[multiple] = false;
            }
        }
    }
    found
}

fn main() {
    println!("{:?}", primes(50));
}`,
  },
  {
    language: "go",
    label: "Go",
    names: "go,golang",
    code: `package main

import "fmt"

func primes(limit int) []int {
	crossedOut := make([]bool, limit+1)
	found := []int{}
	for n := 2; n <= limit; n++ {
		if crossedOut[n] {
			continue
		}
		found = append(found, n)
		for multiple := n * n; multiple <= limit; multiple += n {
			crossedOut[multiple] = true
		}
	}
	return found
}

func main() {
	fmt.Println(primes(50))
}`,
  },
  {
    language: "java",
    label: "Java",
    names: "java",
    code: `import java.util.stream.IntStream;

public class Primes {
    static boolean isPrime(int n) {
        return n > 1 && IntStream.rangeClosed(2, (int) Math.sqrt(n)).noneMatch(d -> n % d == 0);
    }

    public static void main(String[] args) {
        IntStream.rangeClosed(2, 50).filter(Primes::isPrime).forEach(System.out::println);
    }
}`,
  },
  {
    language: "c",
    label: "C",
    names: "c",
    code: `#include <stdbool.h>
#include <stdio.h>

static bool is_prime(int n) {
    for (int d = 2; d * d <= n; d++) {
        if (n % d == 0) return false;
    }
    return n > 1;
}

int main(void) {
    for (int n = 2; n <= 50; n++) {
        if (is_prime(n)) printf("%d\\n", n);
    }
    return 0;
}`,
  },
  {
    language: "cpp",
    label: "C++",
    names: "c++,cpp",
    code: `#include <iostream>
#include <vector>

int main() {
    constexpr int limit = 50;
    std::vector<bool> crossed_out(limit + 1);
    for (int n = 2; n <= limit; ++n) {
        if (crossed_out[n]) continue;
        std::cout << n << '\\n';
        for (int multiple = n * n; multiple <= limit; multiple += n) crossed_out[multiple] = true;
    }
}`,
  },
  {
    language: "ruby",
    label: "Ruby",
    names: "ruby,rb",
    code: `def primes(limit)
  (2..limit).select { |n| (2..Integer.sqrt(n)).none? { |d| (n % d).zero? } }
end

puts primes(50).join(" ")`,
  },
  {
    language: "php",
    label: "PHP",
    names: "php",
    code: `<?php
function is_prime(int $n): bool
{
    for ($d = 2; $d * $d <= $n; $d++) {
        if ($n % $d === 0) {
            return false;
        }
    }
    return $n > 1;
}

echo implode(' ', array_filter(range(2, 50), 'is_prime')), PHP_EOL;`,
  },
  {
    language: "sql",
    label: "SQL (PostgreSQL)",
    names: "sql,postgres,postgresql",
    code: `WITH numbers AS (
  SELECT n FROM generate_series(2, 50) AS n
)
SELECT candidate.n AS prime
FROM numbers AS candidate
WHERE NOT EXISTS (
  SELECT 1 FROM numbers AS divisor
  WHERE divisor.n < candidate.n AND candidate.n % divisor.n = 0
)
ORDER BY prime;`,
  },
  {
    language: "bash",
    label: "Bash",
    names: "bash,shell,sh",
    code: `for ((n = 2; n <= 50; n++)); do
  prime=1
  for ((d = 2; d * d <= n; d++)); do
    if ((n % d == 0)); then
      prime=0
      break
    fi
  done
  if ((prime)); then echo "$n"; fi
done`,
  },
  {
    language: "html",
    label: "HTML",
    names: "html",
    code: `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Primes</title>
  </head>
  <body>
    <ul>
      <li>2</li>
      <li>3</li>
      <li>5</li>
    </ul>
  </body>
</html>`,
  },
  {
    language: "css",
    label: "CSS",
    names: "css",
    code: `.card {
  display: grid;
  gap: 0.5rem;
  padding: 1rem;
  border-radius: 0.75rem;
  background: light-dark(white, #1e1e24);
}

.card:has(:focus-visible) {
  outline: 2px solid currentColor;
}`,
  },
  {
    language: "json",
    label: "JSON",
    names: "json",
    code: `{
  "limit": 10,
  "primes": [2, 3, 5, 7],
  "complete": true
}`,
  },
  {
    language: "yaml",
    label: "YAML",
    names: "yaml,yml",
    code: `limit: 10
primes: [2, 3, 5, 7]
complete: true`,
  },
];
