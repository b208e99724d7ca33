//! The pairs that follow each other in both texts: what is left over has moved.

/// The heaviest increasing subsequence: of `(old, new, weight)` in the order of `old`, the numbers of those that stay.
///
/// Of equal weights the earlier stays, so that the same input gives the same answer.
pub fn heaviest(pairs: &[(usize, usize, u64)]) -> Vec<usize> {
    let mut news: Vec<usize> = pairs.iter().map(|(_, new, _)| *new).collect();
    news.sort_unstable();
    news.dedup();
    // A Fenwick tree over the new places: the heaviest way that ends before each, and its last pair.
    let mut tree: Vec<(u64, Option<usize>)> = vec![(0, None); news.len() + 1];
    let mut before = vec![None; pairs.len()];
    let mut best: (u64, Option<usize>) = (0, None);
    for (number, (_, new, weight)) in pairs.iter().enumerate() {
        let rank = news.partition_point(|other| other < new);
        let mut found = (0, None);
        let mut at = rank;
        while at > 0 {
            if tree[at].0 > found.0 {
                found = tree[at];
            }
            at -= at & at.wrapping_neg();
        }
        before[number] = found.1;
        let total = (found.0 + weight, Some(number));
        let mut at = rank + 1;
        while at < tree.len() {
            if total.0 > tree[at].0 {
                tree[at] = total;
            }
            at += at & at.wrapping_neg();
        }
        if total.0 > best.0 {
            best = total;
        }
    }
    let mut chain = Vec::new();
    let mut at = best.1;
    while let Some(number) = at {
        chain.push(number);
        at = before[number];
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::heaviest;

    #[test]
    fn the_heaviest_way_stays() {
        assert_eq!(heaviest(&[(0, 2, 1), (1, 0, 1), (2, 1, 1)]), [1, 2]);
        assert_eq!(heaviest(&[(0, 2, 9), (1, 0, 1), (2, 1, 1)]), [0]);
        assert!(heaviest(&[]).is_empty());
    }
}
