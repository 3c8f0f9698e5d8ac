-- Nothing on the command side puts events aside: its processors stop at one they cannot handle. Dead letters are the read models'.
drop table dead_letter_entry;
