# Functions that programs for jq expect and the library does not define.

def have_literal_numbers: true;
def have_decnum: false;

def toarray: if isarray then . else [.] end;
def trimstr($text): ltrimstr($text) | rtrimstr($text);
def ascii: [.] | implode;

def leaf_paths: paths(scalars);

def IN(stream): . as $value | any(stream; . == $value);
def IN(values; stream): any(values; IN(stream));
def INDEX(stream; key): reduce stream as $value ({}; . + {($value | key | tostring): $value});
def INDEX(key): INDEX(.[]; key);

def tostream:
  def events($path):
    if (isarray or isobject) and length > 0 then
      keys_unsorted as $keys | ($keys[] as $key | .[$key] | events($path + [$key])), [$path + [$keys[-1]]]
    else [$path, .] end;
  events([]);

def @csv:
  def cell:
    if isstring then "\"" + (split("\"") | join("\"\"")) + "\""
    elif . == null then ""
    elif isnumber or isboolean then tostring
    else error("an array or object has no place in a row of CSV") end;
  map(cell) | join(",");

def @tsv:
  def cell:
    if isstring then
      gsub("\\\\"; "\\\\") | gsub("\t"; "\\t") | gsub("\n"; "\\n") | gsub("\r"; "\\r")
    elif . == null then ""
    elif isnumber or isboolean then tostring
    else error("an array or object has no place in a row of TSV") end;
  map(cell) | join("\t");

def format($name):
  if $name == "csv" then @csv
  elif $name == "tsv" then @tsv
  elif $name == "json" then @json
  elif $name == "text" then @text
  elif $name == "html" then @html
  elif $name == "uri" then @uri
  elif $name == "sh" then @sh
  elif $name == "base64" then @base64
  elif $name == "base64d" then @base64d
  else error("there is no format `\($name)`") end;
