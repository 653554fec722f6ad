-- Fourteen questions about the 336,744 flights that left New York City in 2013.

-- Which carriers flew most, how late did they leave on average, and how many flights were cancelled?
select a.name, count(*) as flights, avg(f.dep_delay) as mean_delay, sum(case when f.dep_time is null then 1 else 0 end) as cancelled from nyc.flights f join nyc.airlines a on f.carrier = a.carrier group by a.name order by flights desc, a.name;

-- Which share of its flights did each carrier bring in at most 15 minutes late?
select carrier, round(100.0 * count(case when arr_delay <= 15 then 1 end) / count(*), 2) as on_time from nyc.flights where arr_delay is not null group by carrier order by on_time desc, carrier;

-- Which routes were flown more than 4,000 times?
select f.origin, d.name as destination, count(*) as flights, min(f.air_time) as fastest, max(f.distance) as miles from nyc.flights f join nyc.airports d on d.faa = f.dest group by f.origin, d.name having count(*) > 4000 order by flights desc, f.origin;

-- How many flights were there in each month?
select month, count(*) as flights from nyc.flights group by month order by month;

-- How many flights left each airport in January and February, with subtotals?
select origin, month, count(*) as flights from nyc.flights where month in (1, 2) group by rollup (origin, month) order by origin nulls last, month nulls last;

-- On which five days were arrivals latest on average?
with daily as (select month, day, avg(arr_delay) as mean_delay, count(*) as flights from nyc.flights where arr_delay is not null group by month, day) select month, day, flights, mean_delay from daily order by mean_delay desc limit 5;

-- How late did flights leave in heavy rain or fog?
select w.origin, count(*) as flights, avg(f.dep_delay) as mean_delay from nyc.weather w join nyc.flights f on f.origin = w.origin and f.time_hour = w.time_hour where w.precip > 0.1 or w.visib < 2 group by w.origin order by w.origin;

-- How many flights were there in the seven days up to each day?
select month, day, flights, sum(flights) over (order by month, day rows between 6 preceding and current row) as week from (select month, day, count(*) as flights from nyc.flights group by month, day) d order by month, day limit 30;

-- Which three carriers had the most flights in each month?
select month, carrier, flights, place from (select month, carrier, count(*) as flights, rank() over (partition by month order by count(*) desc, carrier) as place from nyc.flights group by month, carrier) r where place <= 3 order by month, place;

-- How old are the oldest planes of the ten most flown manufacturers?
select p.manufacturer, min(p.year) as oldest, count(distinct p.tailnum) as planes, count(*) as flights from nyc.planes p join nyc.flights f on f.tailnum = p.tailnum group by p.manufacturer order by flights desc, p.manufacturer limit 10;

-- How many flights were scheduled on the Fourth of July?
select count(*) as n, min(time_hour) as first_hour, max(time_hour) as last_hour from nyc.flights where time_hour >= timestamp '2013-07-04 00:00:00' and time_hour < timestamp '2013-07-05 00:00:00';

-- Which destinations are missing from the table of airports?
select f.dest, count(*) as flights from nyc.flights f left join nyc.airports d on d.faa = f.dest where d.faa is null group by f.dest order by f.dest;

-- How many flights left each airport in an hour without a weather report?
select origin, count(*) as flights from nyc.flights f where not exists (select 1 from nyc.weather w where w.origin = f.origin and w.time_hour = f.time_hour) group by origin order by origin;

-- How many flights have the tail number "unknown"?
select count(*) as n from nyc.flights where tailnum = 'unknown';
