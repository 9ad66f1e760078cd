-- Asks for jobs with a random key of the file named in KEYS, until SECONDS have passed; then the connections rest, so that every
-- job that was asked for is also answered and counted before wrk ends.
local ffi = require("ffi")
ffi.cdef("typedef struct { long seconds; long nanoseconds; } instant; int clock_gettime(int clock, instant *now);")
local instant, monotonic = ffi.new("instant"), 1
local threads, requests = {}, {}
local stops

-- Different prices, all of them for the same input.
local models = { "google/nano-banana", "google/imagen4", "google/imagen4-fast", "google/imagen4-ultra" }

local function now()
  ffi.C.clock_gettime(monotonic, instant)
  return tonumber(instant.seconds) + tonumber(instant.nanoseconds) / 1e9
end

function setup(thread)
  thread:set("seed", #threads + 1)
  table.insert(threads, thread)
end

function init()
  math.randomseed(os.time() + seed)
  accepted, refused = 0, 0
  for key in io.lines(os.getenv("KEYS")) do
    for _, model in ipairs(models) do
      table.insert(requests, wrk.format("POST", "/api/v1/jobs/createTask",
        { ["Authorization"] = "Bearer " .. key, ["Content-Type"] = "application/json", ["Host"] = wrk.host .. ":" .. wrk.port },
        '{"model":"' .. model .. '","input":{"prompt":"a cat on a mat"}}'))
    end
  end
  stops = now() + tonumber(os.getenv("SECONDS"))
end

function delay()
  return now() < stops and 0 or 3600000
end

function request()
  return requests[math.random(#requests)]
end

function response(status, headers, body)
  if string.sub(body, 1, 11) == '{"code":200' then accepted = accepted + 1 else refused = refused + 1 end
end

function done(summary, latency)
  local yes, no, errors = 0, 0, summary.errors
  for _, thread in ipairs(threads) do
    yes = yes + thread:get("accepted")
    no = no + thread:get("refused")
  end
  print(string.format("result accepted %d refused %d errors %d p50 %d p99 %d", yes, no,
    errors.connect + errors.read + errors.write + errors.timeout, latency:percentile(50), latency:percentile(99)))
end
