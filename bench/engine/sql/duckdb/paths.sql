-- At most four events before one, in stored order, make a path as one number; the fifth, or a customer's last, has it.
WITH placed AS (
    SELECT customer, touchpoint,
        lag(customer, 1) OVER () AS c1, lag(customer, 2) OVER () AS c2, lag(customer, 3) OVER () AS c3,
        lag(customer, 4) OVER () AS c4, lag(customer, 5) OVER () AS c5, lead(customer) OVER () AS next,
        lag(touchpoint, 1) OVER () AS t1, lag(touchpoint, 2) OVER () AS t2,
        lag(touchpoint, 3) OVER () AS t3, lag(touchpoint, 4) OVER () AS t4
    FROM events
    WHERE time >= $begin AND time < $end AND touchpoint > 0
),
coded AS (
    SELECT CASE
            WHEN c4 = customer THEN (((t4::BIGINT * 32 + t3) * 32 + t2) * 32 + t1) * 32 + touchpoint
            WHEN c3 = customer THEN ((t3::BIGINT * 32 + t2) * 32 + t1) * 32 + touchpoint
            WHEN c2 = customer THEN (t2::BIGINT * 32 + t1) * 32 + touchpoint
            WHEN c1 = customer THEN t1::BIGINT * 32 + touchpoint
            ELSE touchpoint::BIGINT END AS code
    FROM placed
    WHERE CASE WHEN c4 = customer THEN c5 IS DISTINCT FROM customer ELSE next IS DISTINCT FROM customer END
)
SELECT code, count(*) AS customers, count(*) OVER (), sum(count(*)) OVER ()
FROM coded
GROUP BY code
ORDER BY customers DESC, code
LIMIT $listed
